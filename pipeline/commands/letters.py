"""`letters`: every unit's result letter."""

from pipeline.commands import build

command = build.of_kind("surat-hasil", "Membuat surat hasil setiap unit dalam PERIODE.")
