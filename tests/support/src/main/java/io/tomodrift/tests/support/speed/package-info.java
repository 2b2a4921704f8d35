/**
 * Speeds that were measured and kept: the files under {@code tests/benchmarks/results}, and the
 * section of the README that is generated from them. Here, and not beside the benchmarks, so that
 * the default build can compare the two without JMH.
 */
package io.tomodrift.tests.support.speed;
