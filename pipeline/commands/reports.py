"""`reports`: every unit's follow-up report."""

from pipeline.commands import build

command = build.of_kind("laporan-tindak-lanjut", "Membuat laporan tindak lanjut setiap unit dalam PERIODE.")
