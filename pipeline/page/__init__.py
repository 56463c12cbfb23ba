"""The clerk's page: the workspace in a browser, by the same functions as the commands; on this computer only."""
