/**
 * Benchmarks of the operators and of rebinning, and the tools that turn them into the claims of the
 * README. From the root of the sources:
 *
 * <pre>
 * mvn -Pbench -pl tests/benchmarks -am package -DskipTests
 * java -jar tests/benchmarks/target/tomodrift-benchmarks.jar --quick        # a few minutes
 * java -jar tests/benchmarks/target/tomodrift-benchmarks.jar                # everything
 * java -jar tests/benchmarks/target/tomodrift-benchmarks.jar --mode threads,memory
 * java -jar tests/benchmarks/target/tomodrift-benchmarks.jar --readme       # README.md anew
 * </pre>
 *
 * The Java that runs the jar is the one that is measured; results go to {@code
 * tests/benchmarks/results/java-N.json}, and modes run one after the other add to that file. A call
 * takes up to a minute, so JMH runs single shots after warm-up shots, in forks of their own. Beside
 * the clock, the processor time of the process is taken: on a machine with other users it is what
 * repeats. Before anything is timed, a few rays and pixels are compared with {@link
 * io.tomodrift.tests.benchmarks.Oracle}, computed in double precision and in another way.
 *
 * <p>To add a benchmark, extend {@link io.tomodrift.tests.benchmarks.ProblemState} and name it in
 * {@link io.tomodrift.tests.benchmarks.Mode}. Not here: competitors, which run elsewhere.
 */
package io.tomodrift.tests.benchmarks;
