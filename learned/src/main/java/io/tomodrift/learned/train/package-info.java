/**
 * The training loop and what it is made of: optimiser, learning rates, averaged weights,
 * checkpoints and the log.
 *
 * <p>Start with {@link io.tomodrift.learned.train.Trainer}, which minimises an {@link
 * io.tomodrift.learned.objective.Objective} on batches of a {@link
 * io.tomodrift.learned.data.PatchSource} as a {@link io.tomodrift.learned.train.TrainingPlan} says.
 * Everything random in a step follows from the seed and the number of the step, so a run that was
 * interrupted ends with the same bits as one that was not.
 *
 * <p>Absent on purpose: training on several machines, and mixed precision.
 */
package io.tomodrift.learned.train;
