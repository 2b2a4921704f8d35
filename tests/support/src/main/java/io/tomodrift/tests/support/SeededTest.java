package io.tomodrift.tests.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs several times, each time with another seed.
 *
 * <p>The method takes a {@link java.util.random.RandomGenerator}, a {@code long} (the seed itself),
 * or both:
 *
 * <pre>{@code
 * @SeededTest(repeats = 20)
 * void scalingIsLinear(RandomGenerator random) { ... }
 * }</pre>
 *
 * <p>Seeds follow from the names of class and method, so that a build gives the same answer twice.
 * {@code -Dtomodrift.seed=random} draws fresh ones; {@code -Dtomodrift.seed=<seed>} runs that one
 * alone. A failure prints its seed.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SeededTestExtension.class)
public @interface SeededTest {

  /**
   * Returns how many seeds to run.
   *
   * @return a positive count
   */
  int repeats() default 20;
}
