"""Tags, conditions and comparisons of the trial, right and wrong, as people type them and Word splits them."""

from support.office_files import p, run, table
from support.trial_made import LOOP, Made, body

_TAB, _NBH = "<w:r><w:tab/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"


TYPED: dict[str, Made] = {
    "split": body(p(run("No. {"), run("{ no"), '<w:proofErr w:type="spellStart"/>', run("mor }"), run("}"))),
    "split-space": body(p(run("{{"), run(" "), run("nomor"), run(" "), run("}}"))),
    "split-bookmark": body(p("{{ no", '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>', "mor }}")),
    "split-rsid": body(p("{{ no", '<w:r w:rsidR="00A1"><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>mor }}</w:t></w:r>')),
    "smartquote": body(p("{% if nomor == “7/X” %}sama{% endif %}")),
    "smartquote-single": body(p("{% if nomor == ‘7/X’ %}sama{% endif %}")),
    "nbsp": body(p("{{\u00a0nomor\u00a0}}")),
    "autocap": body(p("{{ Nomor }}")),
    "jinja-comment": body(p("{# catatan kita #}{{ nomor }}")),
    "cond": body(p("{%p if sifat %}"), p("a"), p("{%p else %}"), p("b"), p("{%p endif %}")),
    "cond-nop": body(p("{% if sifat %}"), p("a"), p("{% endif %}")),
    "if-table": body(p("{%p if sifat %}"), table(["a"]), p("{%p endif %}"), p("b")),
    "tab-in-tag": body(p("{{", _TAB, "nomor }}")),
    "nbh": body(p("{{ no", _NBH, "mor }}")),
    "hyperlink-in-tag": body(
        f'<w:p>{run("{{ ")}<w:hyperlink w:anchor="a">{run("nomor")}</w:hyperlink>{run(" }}")}</w:p>'
    ),
    "filter": body(p("{{ unit.nama|upper }}")),
    "filter-title": body(p("{{ unit.nama|title }}")),
    "filter-int": body(p("{% if utama.jumlah|int > 5 %}a{% endif %}")),
    "set": body(p("{% set x = nomor %}{{ x }}")),
    "concat": body(p("{{ nomor ~ yth }}")),
    "forif": body(p("{% for u in utama.unsur if u.kode %}{{ u.kode }}{% endfor %}")),
    "gt": body(p("{% if utama.prioritas.jumlah > 0 %}ada{% else %}tidak{% endif %}")),
    "eqint": body(p("{% if utama.jumlah == 9 %}sama{% endif %}")),
    "eq": body(p("{% if utama.ikm == 67.27 %}sama{% endif %}")),
    "compare": body(p('{% if utama.ikm >= "9,00" %}besar{% endif %}')),
    "strcmp": body(p('{% if unit.nama > "L" %}a{% endif %}')),
    "zero": body(p("{% if utama.prioritas.jumlah %}ada{% else %}tidak{% endif %}")),
    "always": body(p("{% if sifat == 'a' or 'b' %}x{% endif %}")),
    "among": body(p("{% if utama.jumlah in [8, 9] %}ya{% endif %}")),
    "singleeq": body(p('{% if sifat = "a" %}x{% endif %}')),
    "words": body(p("{{ kepada }}, {{ jabatan }}, {{ nip }}")),
    "group": body(p("{{ unit }}")),
    "listpath": body(p("{{ utama.unsur.kode }}")),
    "list": body(p("{{ tembusan }}")),
    "other-chapter": body(p("{{ rtl.jumlah }} {{ rtl.terbilang }}")),
    "noend": body(p("{%p if sifat %}"), p("a")),
    "wrongend": body(p("{% for u in utama.unsur %}{{ u.kode }}{% endif %}")),
    "halfclose": body(p("{{ nomor }")),
    "single": body(p("{ nomor }")),
    "space": body(p("{ { nomor } }")),
    "indo": body(p("{% jika sifat %}a{% akhir %}")),
    "p-beside": body(p("hilang {%p if sifat %}"), p("a"), p("{%p endif %}")),
    "r": body(p("Hal {{r hal }}")),
    "dash": body(p("{%- if nomor -%} a {%- endif -%}")),
    "raw": body(p("{% raw %}{{ nomor }}{% endraw %}")),
    "include": body(p("{% include 'lain.docx' %}")),
    "empty-doc": body(*map(p, LOOP)),
}
"""What stands in a tag, and how Word cuts it."""
