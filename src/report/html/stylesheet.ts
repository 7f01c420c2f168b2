/** How the HTML report looks. */

/**
 * Colours reach a contrast of 4.5:1 on their background, light and dark. On paper everything is open, and the table of
 * images keeps its columns in the width of A4; on a phone each of its rows is a card.
 */
export const stylesheet = `
:root{--page:#fff;--box:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#59636e;--link:#0969da;--error:#cf222e;--warning:#9a6700;--notice:#0969da;--undecided:#6639ba;--waived:#59636e;--pass:#1a7f37;--bar:#0969da}
@media screen and (prefers-color-scheme:dark){:root{--page:#0d1117;--box:#151b23;--line:#3d444d;--text:#f0f6fc;--quiet:#9198a1;--link:#4493f8;--error:#f85149;--warning:#d29922;--notice:#4493f8;--undecided:#ab7df8;--waived:#9198a1;--pass:#3fb950;--bar:#4493f8}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:90rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
h1{margin:.25rem 0;font-size:1.75rem;line-height:1.25}
header p{margin:0;color:var(--quiet)}
header .verdict{display:inline-block;padding:.1rem .75rem;border-radius:1rem;font-weight:600;text-transform:uppercase;letter-spacing:.05em;font-size:.8rem;color:var(--page);background:var(--pass)}
header.fail .verdict{background:var(--error)}
header.undecided .verdict{background:var(--undecided)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--page);border:2px solid var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;margin:1.5rem 0 0;padding:0}
.tiles li{flex:1 1 7rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;background:var(--box);border-top:3px solid currentColor}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
.tiles .none{color:var(--quiet);border-top-color:var(--line)}
.tiles .error{color:var(--error)}.tiles .warning{color:var(--warning)}.tiles .notice{color:var(--notice)}.tiles .undecided{color:var(--undecided)}.tiles .waived,.tiles .known{color:var(--waived)}
.tools{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:1.5rem 0 0;padding:.75rem 0;background:var(--page);border-bottom:1px solid var(--line);font-size:.85rem}
.tools label{display:flex;flex-direction:column;color:var(--quiet)}
.tools label:first-child{flex:1 1 16rem}
.tools select{max-width:11rem}
.tools input,.tools select,.tools button{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--quiet);border-radius:.35rem;padding:.3rem .5rem}
.tools input{width:100%}
.tools output{flex-basis:100%;color:var(--quiet)}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem}
h2 span,caption span{color:var(--quiet);font-weight:400}
article{content-visibility:auto;contain-intrinsic-size:auto 8rem;margin:0 0 .75rem;padding:.75rem 1rem;border:1px solid var(--line);border-left:4px solid var(--waived);border-radius:.5rem}
article.error{border-left-color:var(--error)}article.warning{border-left-color:var(--warning)}article.notice{border-left-color:var(--notice)}article.undecided{border-left-color:var(--undecided)}
h3{margin:0;font-size:.9rem;font-weight:600}
#gaps h3{margin-top:1rem}
article p{margin:.25rem 0}
.kind{color:var(--waived);display:inline-block;margin-right:.35rem;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.75rem;line-height:1.5}
.error .kind{color:var(--error)}.warning .kind{color:var(--warning)}.notice .kind{color:var(--notice)}.undecided .kind{color:var(--undecided)}
.help,.quiet{color:var(--quiet)}
.images .quiet{display:block}
.plain{list-style:none;margin:.15rem 0 0;padding:0}
.places{font-size:.9rem}
.places .plain{display:flex;flex-wrap:wrap;gap:.1rem 1rem}
a{color:var(--link);text-decoration:none}
h3 a,dd a,a:hover,a:focus{text-decoration:underline}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--box);padding:.1em .3em;border-radius:.25rem}
a code{color:inherit}
details{margin-top:.25rem;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet)}
dl{margin:.25rem 0 0}
dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.1rem 0}
dt{color:var(--quiet);flex:0 0 9rem}
dd{margin:0;flex:1 1 14rem;min-width:0}
.evidence td{padding-top:0}
.evidence details{margin:0}
.evidence dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(26rem,100%),1fr));gap:0 1.5rem}
.images tr:not(:last-child) td{border-bottom:0}
dl+dl{border-top:1px solid var(--line);padding-top:.25rem}
header .record{margin-top:.75rem;font-size:.9rem}
.wide{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.85rem}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--quiet);font-weight:600}
th button{all:unset;cursor:pointer}
th button:focus-visible{outline:2px solid var(--link)}
th button::after{content:" \\2195";color:var(--quiet)}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
.images{table-layout:fixed}
.images th:nth-child(1){width:25%}.images th:nth-child(2){width:17%}.images th:nth-child(3){width:6%}.images th:nth-child(4){width:17%}.images th:nth-child(5){width:10%}.images th:nth-child(6){width:7%}.images th:nth-child(7){width:8%}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1.5rem}
figure{margin:0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;min-width:0}
figure.grid{grid-column:1/-1}
caption{text-align:left;font-weight:600;padding-bottom:.25rem}
figure th,figure td{border:0;padding:.15rem .5rem .15rem 0;font-weight:400}
figure th[scope=row]{width:45%}
.number{text-align:right;width:4rem}
.bar svg{display:block;width:100%;height:.8rem;margin-top:.25rem}
.grid svg{width:1rem;height:1rem;margin-right:.35rem;vertical-align:-.15rem}
rect{fill:var(--bar)}
.empty{fill:var(--line)}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--quiet);font-size:.85rem}
@media screen and (max-width:50rem){header,main,footer{padding-left:1rem;padding-right:1rem}.tools{position:static}.tiles li{flex-basis:6rem;padding:.5rem .6rem}.images thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.images,.images tbody,.images tr,.images td{display:block;width:auto}.images tbody{border:1px solid var(--line);border-radius:.5rem;margin-bottom:.75rem;padding:.25rem .75rem}.images td{border:0;padding:.2rem 0}.images td[data-label]:not(:first-child)::before{content:attr(data-label);display:block;color:var(--quiet)}.images td[data-key=""]{display:none}}
@page{size:A4;margin:14mm 12mm}
@media print{html{font-size:8.5pt}body{font-size:1rem}header,main,footer{max-width:none;padding:0}.tools,.skip{display:none!important}article{content-visibility:visible;padding:1mm 3mm;margin-bottom:1.5mm}article,figure,tr,.images tbody,.tiles{break-inside:avoid}h2,h3{break-after:avoid}h2{margin-top:6mm}table{font-size:.8rem}.images td,.images th{padding:1mm 1.5mm 1mm 0}.images .evidence td{padding-top:0}code{background:none;padding:0}thead{display:table-header-group;break-inside:avoid}th button::after{content:""}details::details-content{content-visibility:visible;block-size:auto;display:block}summary{display:none}article dl,.evidence dl{display:block}article dl>div,.evidence dl>div{display:inline;margin-right:1em}article dl dt,article dl dd,.evidence dt,.evidence dd{display:inline}article dl dt::after,.evidence dt::after{content:": "}a{color:inherit}.tiles{gap:2mm;margin-top:3mm}.tiles li{flex:1 1 0;padding:1mm 2mm}.charts{grid-template-columns:1fr 1fr}.wide{overflow:visible}}
`;
