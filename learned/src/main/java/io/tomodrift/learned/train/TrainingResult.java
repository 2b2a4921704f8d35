package io.tomodrift.learned.train;

import io.tomodrift.learned.model.Weights;

/**
 * What a training run ends with.
 *
 * @param steps number of steps made, those before a resumption included
 * @param resumedAt number of steps made before this run; 0 if it began anew
 * @param seconds time in all, that before a resumption included
 * @param skipped number of updates skipped because their gradients were not finite
 * @param stoppedEarly whether validation ended it before the last step
 * @param last averaged weights after the last step
 * @param best averaged weights of the best validation; the last without validation
 * @param bestStep number of steps made at the best validation
 * @param bestScore the number that was minimised; NaN without validation
 */
public record TrainingResult(
    long steps,
    long resumedAt,
    double seconds,
    long skipped,
    boolean stoppedEarly,
    Weights last,
    Weights best,
    long bestStep,
    double bestScore) {}
