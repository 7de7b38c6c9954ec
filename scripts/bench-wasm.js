// The same bench as backend/benches/rules.rs, in the engine of a browser.
// node bench-wasm.js PROBE INPUT: the folders of the compiled probe and of its input.
const fs = require("fs");
const [probe, input] = process.argv.slice(2);
const { Bench } = require(`${probe}/lianban_wasm_probe.js`);

const bytes = fs.readFileSync(`${input}/package.bin`);
const sets = JSON.parse(fs.readFileSync(`${input}/answers.json`, "utf8"));
for (const name of ["complete", "half"]) {
  const other = { ...sets[name], "floor-area": 350 };
  const bench = new Bench(bytes, JSON.stringify([sets[name], other]), sets.day);
  bench.run(200);
  const rates = [];
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    let count = 0;
    while (performance.now() - began < 2000) count += bench.run(200);
    rates.push(count / (performance.now() - began) * 1000);
  }
  rates.sort((a, b) => a - b);
  console.log(`rules wasm ${name} ${rates[2].toFixed(0)}`);
}
