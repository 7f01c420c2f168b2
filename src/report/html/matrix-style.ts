/** What the page of a matrix has beside the style of the report. */

/** A verdict has a word and not its colour alone. On a phone each row is a card. */
export const matrixStyle = `
.runs,.stops,.unknown{display:inline-block;white-space:nowrap;font-weight:600}
.runs{color:var(--pass)}.stops{color:var(--error)}.unknown{color:var(--quiet)}
.counts{width:auto;margin-top:1.5rem}
.counts td span{margin-right:.5rem}
.counts td,.counts th{padding-right:1.5rem}
.counts th{overflow-wrap:normal}
.mends{margin:.25rem 0 0;padding-left:1.25rem}
.matrix{table-layout:fixed}
.matrix .quiet{display:block;font-size:.8rem}
.matrix th:nth-child(2){width:5.5rem}.matrix th:nth-child(3),.matrix th:nth-child(4){width:9rem}.matrix th:nth-child(n+5){width:12rem}
.matrix .names{background:var(--box);padding:.4rem .5rem;font-weight:600}
.matrix .names summary{color:inherit}
.matrix .names code{background:none}
.matrix tbody tr:not(:last-child) td{border-bottom:0}
@media screen and (max-width:50rem){.matrix thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.matrix,.matrix tbody,.matrix tr,.matrix td,.matrix th{display:block;width:auto!important}.matrix tbody{border:1px solid var(--line);border-radius:.5rem;margin-bottom:.75rem;overflow:hidden}.matrix td{border:0;padding:.2rem .75rem}.matrix td.empty{display:none}.matrix td[data-label]:not(:first-child)::before{content:attr(data-label) " ";color:var(--quiet)}}
@media print{.matrix .names details ul{display:none}tbody{break-inside:avoid}}
`;
