"""What Word and Google Docs put on the clipboard as text/html, shortened, and what becomes of it in the editor."""

# ruff: noqa: E501

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- @font-face {font-family:"Cambria Math";} p.MsoNormal {mso-style-qformat:yes; margin:0cm; font-size:11.0pt;}
@list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->
<h1>The night ferry<o:p></o:p></h1>
<p class=MsoNormal><span lang=EN-US style='mso-ansi-language:EN-US'>The last boat left at <b style='mso-bidi-font-weight:normal'>six</b>,
and <i>nobody</i> waited<span style='mso-spacerun:yes'>  </span>on the <span style='font-weight:bold'>quay</span>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;
mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Orran<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>the harbour<o:p></o:p></p>
<p class=MsoNormal><a href="https://example.org/tides"><span style='color:#0563C1'>Tides</span></a>, H<sub>2</sub>O<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt;border:solid windowtext 1.0pt'><p class=MsoNormal>Boat<o:p></o:p></p></td>
<td width=301 valign=top style='width:225.4pt'><p class=MsoNormal>Left<o:p></o:p></p></td></tr>
</table>
<!--EndFragment-->
</body></html>"""
WORD_BECOMES = (
    "<h2>The night ferry</h2><p>The last boat left at <strong>six</strong>, and <em>nobody</em> waited on the <strong>quay</strong>.</p>"
    "<ul><li><p>Orran</p><ul><li><p>the harbour</p></li></ul></li></ul>"
    '<p><a href="https://example.org/tides">Tides</a>, H<sub>2</sub>O</p>'
    "<table><tbody><tr><td><p>Boat</p></td><td><p>Left</p></td></tr></tbody></table>"
)

DOCS = (
    "<meta charset='utf-8'><meta charset=\"utf-8\">"
    '<b style="font-weight:normal;" id="docs-internal-guid-7c0f2f2e-7fff-1a2b-3c4d-5e6f70819203">'
    '<h2 dir="ltr" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;font-weight:400;">'
    "The tide</span></h2>"
    '<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-family:Arial;font-weight:400;font-style:normal;">It came </span>'
    '<span style="font-size:11pt;font-weight:700;font-style:normal;">early</span><span style="font-weight:400;">, said </span>'
    '<span style="font-size:11pt;font-weight:400;font-style:italic;">the pilot</span><span style="font-weight:400;">.</span></p>'
    '<br><ul style="margin-top:0;padding-inline-start:48px;"><li dir="ltr" style="list-style-type:disc;" aria-level="1">'
    '<p dir="ltr" role="presentation"><span style="font-weight:400;">One</span></p></li></ul>'
    '<p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D&amp;source=editors&amp;ust=1" '
    'style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">A link</span></a>'
    '<span style="font-size:0.6em;vertical-align:super;">2</span></p></b><br class="Apple-interchange-newline">'
)
DOCS_BECOMES = (
    "<h2>The tide</h2><p>It came <strong>early</strong>, said <em>the pilot</em>.</p><ul><li><p>One</p></li></ul>"
    '<p><a href="https://example.org/a?b=1">A link</a><sup>2</sup></p>'
)
