// The benches of the rules again, in the engine of a browser.
// node bench-wasm.js PROBE rules INPUT        as backend/benches/rules.rs
// node bench-wasm.js PROBE explain INPUT DAY  as tests/wasm-probe/benches/explain.rs
// PROBE and INPUT: the folders of the compiled probe, and of what the native bench wrote.
const fs = require("fs");
const [probe, what, input, day] = process.argv.slice(2);
const { Bench, Explaining } = require(`${probe}/lianban_wasm_probe.js`);
const bytes = fs.readFileSync(`${input}/package.bin`);

function rules() {
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
      rates.push((count / (performance.now() - began)) * 1000);
    }
    rates.sort((a, b) => a - b);
    console.log(`rules wasm ${name} ${rates[2].toFixed(0)}`);
  }
}

// Each call is timed three times, and the shortest counts: the rest is the machine.
function timed(call) {
  let shortest = Infinity;
  for (let time = 0; time < 3; time++) {
    const began = performance.now();
    call();
    shortest = Math.min(shortest, (performance.now() - began) * 1000);
  }
  return shortest;
}

function explain() {
  const explaining = new Explaining(bytes, fs.readFileSync(`${input}/cases.json`, "utf8"), day);
  const calls = {
    assess: [() => 1, (at) => explaining.assess(at)],
    reason: [(at) => explaining.reasons(at), (at, nth) => explaining.reason(at, nth)],
    "ways-out": [(at) => explaining.wishes(at), (at, nth) => explaining.ways_out(at, nth)],
    compare: [() => 1, (at) => explaining.compare(at)],
  };
  for (const [name, [count, call]] of Object.entries(calls)) {
    const times = [];
    for (let at = 0; at < explaining.cases(); at++)
      for (let nth = 0; nth < count(at); nth++) times.push(timed(() => call(at, nth)));
    times.sort((a, b) => a - b);
    const median = times[times.length >> 1].toFixed(1);
    console.log(`explain wasm ${name} ${times.length} ${median} ${times[times.length - 1].toFixed(1)}`);
  }
}

({ rules, explain })[what]();
