/**
 * The tensor engine: start-up without network access, scoped native memory, and the few operations
 * that DJL lacks or that are unsafe in a graph.
 *
 * <p>Start with {@link io.tomodrift.learned.torch.Torch}. Rules for code that builds graphs:
 *
 * <ul>
 *   <li>Never {@code mul}, {@code div}, {@code pow}, {@code maximum} or {@code minimum} with a
 *       {@link java.lang.Number}, in place or not: DJL wraps the number in memory that may be
 *       reused before the backward pass reads it, which corrupts gradients silently. Use {@link
 *       io.tomodrift.learned.torch.Ops}; a test looks through the compiled classes for them. For
 *       the same reason not DJL's loss classes.
 *   <li>One manager a step; results attach to the manager of the <em>first</em> operand, so a
 *       parameter or another long-lived array must never be the first operand.
 *   <li>One {@link ai.djl.training.GradientCollector} at a time in a JVM, one backward pass a
 *       graph.
 * </ul>
 */
package io.tomodrift.learned.torch;
