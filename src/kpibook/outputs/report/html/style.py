"""Style sheet of the page. Every pair of colours has a contrast of at least 4.5 to 1."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;font:1.125rem/1.5 Arial,"Liberation Sans",Helvetica,sans-serif;color:#0b0c0c;
background:#fff;overflow-wrap:break-word}
.skip{position:absolute;left:-999em}
.skip:focus{position:static;display:block;padding:.5rem 1rem;background:#fd0;color:#0b0c0c}
.wrap{max-width:62rem;margin:0 auto;padding:0 1rem}
header{background:#1d4f91;color:#fff;padding:.7rem 0}
header p{margin:0;font-weight:700}
.state{display:inline-block;border:2px solid currentColor;padding:.1rem .6rem;font-weight:700}
h1{font-size:2rem;line-height:1.2;margin:1.5rem 0 .8rem}
h2{font-size:1.6rem;line-height:1.25;margin:2.6rem 0 .6rem;border-top:3px solid #1d4f91;
padding-top:.5rem}
h3{font-size:1.3rem;line-height:1.3;margin:2rem 0 .4rem}
h4{font-size:1.125rem;line-height:1.35;margin:0 0 .4rem}
h5{font-size:1rem;margin:.8rem 0 .1rem}
p,li,dd{max-width:44rem}
p{margin:.3rem 0 .7rem}
a{color:#1d4f91}
a:focus,summary:focus,.scroll:focus{outline:3px solid #0b0c0c;outline-offset:2px;background:#fd0;
color:#0b0c0c}
.meta{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:0 0 1rem}
.meta dt{font-weight:700}
.meta dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
.wide{width:100%}
caption{text-align:left;font-weight:700;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #b1b4b6}
thead th{border-bottom:2px solid #0b0c0c;vertical-align:bottom}
th[scope=row]{font-weight:400}
.wide th[scope=row]{font-weight:700}
.pair table{width:100%}
.pair tbody th[scope=row]{white-space:nowrap;width:1%}
td p{margin:0 0 .4rem}
td p:last-child{margin-bottom:0}
.n{text-align:right}
.now td,.now th[scope=row]{font-weight:700}
.word{display:inline-block;padding:.05rem .5rem;font-weight:700;border:1px solid currentColor}
.short{white-space:nowrap}
.attention th:nth-child(1){width:28%}
.attention th:nth-child(2){width:1%}
.attention th:nth-child(3){width:35%}
.attention th:nth-child(4){width:25%}
.quiet{color:#44494d}
.measure{border-top:1px solid #b1b4b6;padding:1rem 0 .6rem;margin-top:.8rem}
.pair{display:grid;grid-template-columns:minmax(16rem,5fr) minmax(18rem,6fr);gap:0 1.8rem}
figure{margin:.3rem 0 .6rem}
figure svg{display:block;width:100%;max-width:40rem;height:auto}
figcaption{font-size:.95rem;color:#44494d}
details{margin:.2rem 0 .6rem}
summary{cursor:pointer;color:#1d4f91;text-decoration:underline}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
footer{border-top:1px solid #b1b4b6;margin-top:3rem;padding:1rem 0 2rem;font-size:1rem}
code{font-size:.9em;overflow-wrap:anywhere}
@media screen and (max-width:52rem){.pair{grid-template-columns:minmax(0,1fr)}}
@media print{
@page{size:A4;margin:18mm 16mm}
body{font-size:10.5pt}
.skip,nav,details{display:none}
header{background:none;color:#0b0c0c;border-bottom:3px solid #1d4f91;padding:0 0 .2rem}
.wrap{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:14pt}h3{font-size:12pt}h4,h5{font-size:10.5pt}
h2,h3,h4,h5{break-after:avoid}
.measure>p.quiet{break-after:avoid}
figure,tr,.pair{break-inside:avoid}
.scroll{overflow:visible}
a{color:inherit;text-decoration:none}
.word{print-color-adjust:exact;-webkit-print-color-adjust:exact}
p{orphans:3;widows:3}
}
""".strip()
