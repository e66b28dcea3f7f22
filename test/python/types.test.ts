import "../cli/graphs.suite.js";
