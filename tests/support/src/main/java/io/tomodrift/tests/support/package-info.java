/**
 * JUnit helpers on plain arrays; depends on no other module, so that every module may use it.
 *
 * <p>Start from {@link io.tomodrift.tests.support.SeededTest} for randomised tests, {@link
 * io.tomodrift.tests.support.ArrayAssertions} to compare numbers, {@link
 * io.tomodrift.tests.support.RealData} and {@link io.tomodrift.tests.support.Vectors} for files
 * that are not in this repository, and {@link io.tomodrift.tests.support.ExternalProgram} for
 * programs that check our output. Whatever is absent skips the test with a printed reason; system
 * properties turn each kind of skip into a failure.
 */
package io.tomodrift.tests.support;
