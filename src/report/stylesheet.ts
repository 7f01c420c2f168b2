/** How the HTML report looks. */

/** The style of the HTML report. Colours reach a contrast of 4.5:1 on their background, light and dark. */
export const stylesheet = `
:root{--page:#fff;--box:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#59636e;--link:#0969da;--error:#cf222e;--warning:#9a6700;--notice:#0969da;--undecided:#6639ba;--waived:#59636e;--pass:#1a7f37}
@media(prefers-color-scheme:dark){:root{--page:#0d1117;--box:#151b23;--line:#3d444d;--text:#f0f6fc;--quiet:#9198a1;--link:#4493f8;--error:#f85149;--warning:#d29922;--notice:#4493f8;--undecided:#ab7df8;--waived:#9198a1;--pass:#3fb950}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{margin:.25rem 0;font-size:1.75rem;line-height:1.25}
header p{margin:0;color:var(--quiet)}
header .verdict{display:inline-block;padding:.1rem .75rem;border-radius:1rem;font-weight:600;text-transform:uppercase;letter-spacing:.05em;font-size:.8rem;color:var(--page);background:var(--pass)}
header.fail .verdict{background:var(--error)}
header.undecided .verdict{background:var(--undecided)}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;margin:1.5rem 0 0;padding:0}
.tiles li{flex:1 1 7rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--box);border-top:3px solid currentColor}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.tiles .none{color:var(--quiet);border-top-color:var(--line)}
.tiles .error{color:var(--error)}.tiles .warning{color:var(--warning)}.tiles .notice{color:var(--notice)}.tiles .undecided{color:var(--undecided)}.tiles .waived{color:var(--waived)}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem}
h2 span{color:var(--quiet);font-weight:400}
article{margin:0 0 .75rem;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--waived);border-radius:.5rem}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.notice{border-left-color:var(--notice)}article.undecided{border-left-color:var(--undecided)}
article h3{margin:0;font-size:.9rem;font-weight:600}
article p{margin:.25rem 0}
.kind{color:var(--waived);display:inline-block;margin-right:.35rem;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.75rem;line-height:1.5}
.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.notice .kind{color:var(--notice)}.undecided .kind{color:var(--undecided)}
.help,.quiet{color:var(--quiet)}
.places{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.25rem 0 0;padding:0;font-size:.9rem}
a{color:var(--link);text-decoration:none}
a:hover,a:focus{text-decoration:underline}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--box);padding:.1em .3em;border-radius:.25rem}
a code{color:inherit}
details{margin-top:.25rem;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.25rem 0 0}
dt{color:var(--quiet)}
dd{margin:0}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.85rem}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{color:var(--quiet);font-weight:600}
td{min-width:5.5rem}
td:first-child{min-width:18rem}
.images td:nth-child(2){min-width:14rem}
.images td:nth-child(3){white-space:nowrap}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
@media print{article{break-inside:avoid}details{display:none}}
`;
