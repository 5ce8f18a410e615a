// Runs the module: `node run.mjs MODULE NAMES SIZE…` prints a line a result, `size case milliseconds`.
import { readFile } from 'node:fs/promises';

const [file, names, ...sizes] = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile(file));
for (const size of sizes.map(Number)) {
  const told = (position, milliseconds) => console.log(size, names.split(',')[position], milliseconds);
  // A memory of its own for each size.
  const { exports } = await WebAssembly.instantiate(module, { host: { now: () => performance.now(), told } });
  exports.run(size);
}
