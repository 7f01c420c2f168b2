import java.nio.file.Path

params.container = "org/tool:${params.version}"
tools = [a: 'x:1', 'b c': 'y:2', (params.key): 'z:3']

if (params.mode == 'a') {
    include { A } from "${projectDir}/modules/a" addParams(options: [x: 1])
} else {
    include { B as A } from './modules/b' params(params)
}

process OLD {
    container = params.container
    if (params.gpu) {
        container 'org/gpu:1'
        label 'gpu'
    } else {
        container "${tools.a}"
    }

    input:
    file x from channel
    set val(id), file("${id}.bam") into out

    """
    run $x
    """
}

static String pick(List<String> names, int which) {
    for (int i = 0; i < names.size(); i++) {
        if (i == which) break
    }
    switch (which) {
        case 0:
            return 'zero'
        default:
            which++
    }
    String result = (String) names[which] ?: $/dollar ${which} slashy/$
    try {
        names.each { println it }
    } catch (IOException | Error e) {
        throw new IllegalStateException("no")
    } finally {
        x = y = 1
    }
    return result
}

workflow.onComplete { println "done" }
