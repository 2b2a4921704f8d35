/**
 * How fast this machine reconstructs: the operators on the standard problem, against what a core of
 * the same machine can do at best. Start from {@link io.tomodrift.pipeline.bench.SpeedRun}; {@link
 * io.tomodrift.pipeline.bench.StandardProblem} says what is computed. Processor seconds are what
 * counts: wall seconds depend on what else the machine does.
 */
package io.tomodrift.pipeline.bench;
