// node load.cjs MODULE: what loading a module costs.
require(process.argv[2]);
require('./report.cjs').report();
