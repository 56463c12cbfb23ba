"""Carries requests to the page and its answers back.   Only this module imports flask."""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from pipeline.page import answered, guard, job_page
from pipeline.page.asked import LANGUAGES, Answer, Asked, Home, Upload, worded
from pipeline.page.routes import ROUTES, Route
from pipeline.problems.phrase import Sentence, phrase
from pipeline.problems.problem import Usage

if TYPE_CHECKING:
    from flask import Flask, Request, Response

_LANGUAGE = "skm_bahasa"
_HERE = "127.0.0.1"
_WAITING = 128
_ENCODED = 3
"""Signs that one byte takes in a form that is no upload."""


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def application(home: Home, port: int) -> "Flask":
    """Return the page over a workspace; raises `Usage` where flask is not installed."""
    try:
        import flask
    except ImportError as lacking:
        raise Usage(
            phrase("halaman di peramban memerlukan Flask: pip install {package}", package="'skm-pipeline[page]'")
        ) from lacking
    from pipeline.publish import markup

    app = flask.Flask(__name__, static_folder=None)
    app.jinja_loader = markup.loader(str(Path(__file__).parent / "templates"))
    app.jinja_env.filters.update(markup.filters())
    app.config.update(
        MAX_CONTENT_LENGTH=guard.LARGEST,
        MAX_FORM_MEMORY_SIZE=guard.LARGEST_TEXT,
        MAX_FORM_PARTS=guard.MOST_FIELDS,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for route in ROUTES:
        app.add_url_rule(
            route.rule,
            f"{route.module}-{route.function}",
            _answering(app, home, port, route),
            methods=["POST"] if route.writes else ["GET"],
        )
    app.register_error_handler(404, lambda _: _plain_page(app, home, 404, "tidak ada halaman di alamat ini"))
    app.register_error_handler(405, lambda _: _plain_page(app, home, 405, "halaman ini tidak menerima kiriman itu"))
    app.register_error_handler(413, lambda _: _plain_page(app, home, 413, "kirimannya terlalu besar"))
    app.register_error_handler(500, lambda _: _plain_page(app, home, 500, job_page.broken()))

    @app.after_request
    def headed(answer: "Response") -> "Response":
        answer.headers.setdefault("X-Framed", "")
        for name, value in guard.headers(framed=answer.headers["X-Framed"] == "1").items():
            answer.headers[name] = value
        del answer.headers["X-Framed"]
        return answer

    return app


def _answering(app: "Flask", home: Home, port: int, route: Route) -> Callable[..., Any]:
    import flask
    from werkzeug.exceptions import HTTPException

    def answer(**steps: str) -> Any:
        request = flask.request
        language = _language(home)
        asked = Asked(home, language, steps, request.args.to_dict())
        given = request.args.get(guard.KEY, "")
        cookie = guard.cookie(port)
        kept = request.cookies.get(cookie, "")
        key = given or kept
        said = dict(request.headers.items())
        if not guard.is_ours(said.get("Host", ""), port):  # before anything of it is read
            return _plain_page(app, home, 403, "alamatnya bukan alamat halaman ini")
        if home.memory.spent(given):
            key = home.token
        elif guard.is_same(kept, home.token):  # a code that is spent is no fault of a browser that is in already
            key = kept
        form: Mapping[str, str] = {}
        if route.writes:
            try:
                form = _form(request)
            except HTTPException as refused:
                return _plain_page(app, home, refused.code or 400, "kirimannya terlalu besar")
        why: Sentence = guard.refusal(home, port, said, key, form.get("borang"), writes=route.writes, keeps=route.keeps)
        if why:
            return _plain_page(app, home, 403, why)
        if given:
            made = flask.redirect(request.path)
            made.set_cookie(cookie, home.token, httponly=True, samesite="Strict", path="/")
            return made
        if route.writes:
            sent = request.files.get("berkas")
            upload = Upload(sent.filename or "", sent.read()) if sent and sent.filename else None
            asked = asked._replace(form=form, upload=upload)
        with nullcontext() if route.beside else home.memory.alone:
            return _sent(app, asked, _asked_of(route, asked))

    return answer


def _form(request: "Request") -> Mapping[str, str]:
    """Return the fields of a form, none larger or more than they may be, however the browser writes them."""
    from flask import current_app
    from werkzeug.exceptions import RequestEntityTooLarge

    largest, most = current_app.config["MAX_FORM_MEMORY_SIZE"], current_app.config["MAX_FORM_PARTS"]
    if request.mimetype != "multipart/form-data":  # of these werkzeug bounds nothing but the whole
        request.max_content_length = largest * _ENCODED
    form = {name: "\n".join(values) for name, values in request.form.lists()}
    if len(form) > most or any(len(text) > largest for text in form.values()):
        raise RequestEntityTooLarge
    return form


def _asked_of(route: Route, asked: Asked) -> Answer:
    def made() -> Answer:
        _legible(asked.form)
        key = asked.home.jobs.running if route.writes and not route.keeps else ""
        if key and not route.job:
            values = {"title": worded(asked, "Tunggu dahulu"), "address": job_page.address(key)}
            return Answer("busy.html", answered.framed(asked, values), 409)
        return route.view(asked)

    return answered.of(asked, made)


def _legible(form: Mapping[str, str]) -> None:
    """Refuse a form with a sign that ends a text for the system, whatever it is for."""
    if any("\0" in text for text in form.values()):
        raise Usage(phrase("teksnya memuat tanda yang tidak terlihat (NUL)"))


def _language(home: Home) -> str:
    import flask

    chosen = flask.request.args.get("bahasa") or flask.request.cookies.get(_LANGUAGE, "")
    return chosen if chosen in LANGUAGES else home.language


def _plain_page(app: "Flask", home: Home, status: int, text: Sentence) -> Any:
    """Return a page that says why there is no other."""
    asked = Asked(home, _language(home))
    return _sent(app, asked, Answer("told.html", {"title": str(status), "text": worded(asked, text)}, status))


def _sent(app: "Flask", asked: Asked, answer: Answer) -> Any:
    import flask

    if answer.to:
        made: Any = flask.redirect(answer.to, 303)
    elif answer.template:
        path, query = _again(app, asked)
        languages = [(name, f"{path}?" + urlencode({**query, "bahasa": name})) for name in LANGUAGES]
        values = {
            "asked": asked,
            "languages": languages,
            "t": partial(worded, asked),
            "said": asked.said,
            "lang": asked.language,
            "at_work": _at_work(asked),
            "came_from": _came_from(app),
            **answer.values,
        }
        with app.app_context():
            text = flask.render_template(answer.template, borang=asked.home.form_token, **values)
        made = flask.Response(text, answer.status, mimetype="text/html")
    else:
        made = flask.Response(answer.content, answer.status, content_type=answer.kind)
        if answer.name:
            made.headers.set("Content-Disposition", "attachment", filename=answer.name)
    if answer.framed:
        made.headers["X-Framed"] = "1"
    if asked.query.get("bahasa") in LANGUAGES:
        made.set_cookie(_LANGUAGE, asked.language, samesite="Strict", httponly=True, path="/")
    return made


def _at_work(asked: Asked) -> tuple[str, str]:
    """Return the address and the title of what is at work, for every other page; empty when nothing is."""
    key = asked.home.jobs.running
    job = asked.home.jobs.find(key)
    return (job_page.address(key), job.title) if job and asked.steps.get("key") != key else ("", "")


def _again(app: "Flask", asked: Asked) -> tuple[str, Mapping[str, str]]:
    """Return the address of what is shown, to be asked for once more: where only a form leads, the page before."""
    import flask

    request = flask.request
    if app.url_map.bind("").test(request.path, "GET"):
        return "", asked.query
    return _before(app) or ("/", {})


def _before(app: "Flask") -> tuple[str, Mapping[str, str]] | None:
    """Return the page of ours from which one came, with its query; `None` for any other."""
    import flask

    request = flask.request
    before = urlsplit(request.headers.get("Referer", ""))
    ours = before.netloc == request.host and not before.path.startswith("//")
    if ours and app.url_map.bind("").test(before.path, "GET"):
        return quote(before.path, safe="/%"), dict(parse_qsl(before.query))
    return None


def _came_from(app: "Flask") -> str:
    path, query = _before(app) or ("", {})
    return f"{path}?{urlencode(query)}" if query else path


def serve(home: Home, port: int, told: Callable[[str, str], None]) -> None:
    """Serve the page on this computer until it is stopped; `told` is given its address, and one that opens it once.

    Port 0 is one that is free. Raises `OSError` when the port is taken.
    """
    application(home, 0)  # what is lacking is told before a port is taken
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with _bound(port) as door:
        own = door.getsockname()[1]
        server = make_server(_HERE, own, application(home, own), threaded=True, fd=door.fileno())
        address = f"http://{_HERE}:{own}/?{guard.KEY}="
        told(address + home.token, address + home.memory.new_code())
        try:
            server.serve_forever()
        finally:
            server.server_close()


def _bound(port: int) -> socket.socket:
    """Return a socket that listens; raises `OSError`, which werkzeug would say in its own words."""
    made = socket.socket()
    try:
        if os.name == "posix":  # elsewhere it would take a port that another program listens at
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((_HERE, port))
        made.listen(_WAITING)
    except OSError:
        made.close()
        raise
    return made
