"""What must never reach a reader, and what people really paste: exact input, exact result."""

import pytest

from articles import html

SCRIPTS = {
    "<script>alert(1)</script>x": "<p>x</p>",
    "<img src=x onerror=alert(1)>x": "<p>x</p>",
    "<svg onload=alert(1)><circle/></svg>x": "<p>x</p>",
    "<svg><script>alert(1)</script></svg>x": "<p>x</p>",
    '<math><mi//xlink:href="data:x,<script>alert(4)</script>">x': "",
    '<p style="background:url(javascript:alert(1))" onmouseover=alert(1) class=MsoNormal id=x>x</p>': "<p>x</p>",
    '<iframe src="https://evil.example"></iframe>x': "<p>x</p>",
    '<object data="x"><param></object><embed src=x>x': "<p>x</p>",
    '<form action=/x><input name=a><button formaction="javascript:alert(1)">x</button></form>': "<p>x</p>",
    "<style>@import 'x';</style><link rel=stylesheet href=x><meta http-equiv=refresh content=0>x": "<p>x</p>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</noscript>': '<p>"&gt;x</p>',
    "<template><script>alert(1)</script></template>x": "<p>x</p>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">x': "",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">x': '<p>"&gt;x</p>',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>x": "",
    '<!--<img src="--><img src=x onerror=alert(1)//">x': "<p>x</p>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>x": "<p>]]&gt;x</p>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>x": "<p>ipt&gt;alert(1)ipt&gt;x</p>",
    "<<script>alert(1)//<</script>x": "<p>&lt;x</p>",
    "<textarea><img src=x onerror=alert(1)></textarea>x": "<p>x</p>",
    "<title><img src=x onerror=alert(1)></title>x": "<p>x</p>",
    "<xmp><img src=x onerror=alert(1)></xmp>x": "<p>x</p>",
    "<plaintext><img src=x onerror=alert(1)>": "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    '<base href="javascript:/a/-alert(1)//"><a href="x">x</a>': '<p><a href="x">x</a></p>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>&amp;lt;script&amp;gt;</p>": "<p>&amp;lt;script&amp;gt;</p>",
    "<p>&#xfdd1script&#xfdd2</p>": "<p>script</p>",
    "<p>&#xfdd1;script&#xfdd2; &</p>": "<p>script &amp;</p>",
    '<a href="https://e.org/" title="&quot; onclick=&quot;alert(1)">x</a>': (
        '<p><a href="https://e.org/" title="&quot; onclick=&quot;alert(1)">x</a></p>'
    ),
    '<figure data-image="3" data-alt="&quot;><script>alert(1)</script>"></figure>': (
        '<figure data-image="3" data-alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></figure>'
    ),
}


@pytest.mark.parametrize(("body", "expected"), SCRIPTS.items())
def test_nothing_that_runs_is_kept(body: str, expected: str) -> None:
    assert html.clean(body) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " &#14; javascript:alert(1)",
        "jav&#x09;ascript:alert(1)",
        "jav&Tab;ascript:alert(1)",
        "jav&NewLine;ascript&colon;alert(1)",
        "javascript&colon;alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)",
        "&#0000106avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example/",
        " //evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/\t/evil.example/",
        "https:evil.example",
        "https:/evil.example",
        "https://e.org/" + "a" * 2000,
    ],
)
def test_link_to_an_address_that_is_not_one_becomes_its_words(address: str) -> None:
    assert html.clean(f'<p>a <a href="{address}">x</a></p>') == "<p>a x</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://e.org/?a=1&amp;b=2",
        "HTTP://E.org",
        "/2024/03/a/",
        "a",
        "#part",
        "?page=2",
        "mailto:desk@example.org",
        "tel:+35312345",
        "/ü/",
    ],
)
def test_link_to_an_address_stays_as_it_was_written(address: str) -> None:
    assert html.clean(f'<p><a href="{address}">x</a></p>') == f'<p><a href="{address}">x</a></p>'


def test_link_keeps_its_address_title_and_language_only() -> None:
    body = '<p><a href="/a/" title="t" hreflang="fr" onclick="x()" style="x" target="_blank" rel="opener" class="x" id="x">x</a></p>'
    assert html.clean(body) == '<p><a href="/a/" title="t" hreflang="fr">x</a></p>'


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'data-image="x"',
        'data-image="-3"',
        'data-image="0"',
        'data-image="3 onload"',
        'data-image="٣"',
        f'data-image="{"9" * 19}"',
        'data-image-ref=" "',
        f'data-image-ref="{"r" * 201}"',
        'data-embed=""',
        'data-url="https://youtu.be/x"',
        'data-embed="" data-url="javascript:alert(1)"',
        'data-embed="" data-url="http://youtu.be/x"',
        'data-embed="" data-url="https://user@youtu.be/x"',
        'data-embed="" data-url="https://localhost/"',
        'data-embed="" data-url="https://[::1/"',
        'data-embed="" data-url="//youtu.be/x"',
    ],
)
def test_figure_that_shows_nothing_becomes_its_caption(attributes: str) -> None:
    figure = f"<figure {attributes}><img src=x><figcaption>The <em>harbour</em></figcaption></figure>"
    assert html.clean(f"<p>a</p>{figure}<p>b</p>") == "<p>a</p><p>The harbour</p><p>b</p>"


PASTED = {
    "word": (
        "<html><head><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'>"
        "<!--StartFragment--><!--[if gte mso 9]><xml><w:LatentStyles>" + "<w:LsdException Locked='false'/>" * 400 + "</xml><![endif]-->"
        "<p class=MsoNormal><b><span lang=EN-GB style='font-size:12.0pt;mso-fareast-font-family:Calibri'>One<o:p></o:p></span></b></p>\r\n"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\r\n"
        "<p class=MsoListParagraph style='text-indent:-18.0pt'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; "
        "</span></span>"
        "<![endif]>Two<o:p></o:p></p>\r\n<!--EndFragment--></body></html>",
        "<p><strong>One</strong></p><p>·&nbsp; Two</p>",
    ),
    "google docs": (
        (
            '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
            '<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt">One</span></p><br />'
            '<p dir="ltr"><span>Two</span></p><ul><li dir="ltr" role="presentation"><p dir="ltr"><span>Three</span></p></li></ul></b>'
        ),
        '<p dir="ltr">One</p><p dir="ltr">Two</p><ul><li dir="ltr"><p dir="ltr">Three</p></li></ul>',
    ),
    "an old archive": (
        '<div class="b"><div>One</div><div><br></div><div>Two<br/><br/>lines</div><div><br></div><div>&nbsp;</div><div>Three</div></div>',
        "<p>One</p><p>Two<br><br>lines</p><hr><p>Three</p>",
    ),
    "a page": (
        "<article><header><h1>Head</h1></header><main><p>One</p><dl><dt>Two</dt><dd>Three</dd></dl></main></article>",
        "<h2>Head</h2><p>One</p><p>Two</p><p>Three</p>",
    ),
    "broken": ("<p>a<p>b</i><li>c</p></div><td>d<b>e", "<p>a</p><p>b</p><p>cd<strong>e</strong></p>"),
    "right to left": (
        '<p dir="rtl" lang="ar">قال «وزير» النقل\u200f: <b>١٢٣</b></p>',
        '<p dir="rtl" lang="ar">قال «وزير» النقل\u200f: <strong>١٢٣</strong></p>',
    ),
    "characters nobody can keep": ("<p>a\x00b\ud800c\udfffd\uffffe\x08&#0;&#8;f&#xd800;\U0001ffffg</p>", "<p>abcde\ufffdf\ufffdg</p>"),
    "letters in parts": ("<p>e<span>\u0301</span>a&#x301;</p>", "<p>éá</p>"),
}


@pytest.mark.parametrize(("body", "expected"), PASTED.values(), ids=PASTED)
def test_what_people_paste(body: str, expected: str) -> None:
    assert html.clean(body) == expected
