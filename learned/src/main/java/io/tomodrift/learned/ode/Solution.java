package io.tomodrift.learned.ode;

/**
 * The end of an integration.
 *
 * @param x state at the end, in C order
 * @param steps steps that led there; rejected ones are not among them
 * @param evaluations how often the field was evaluated, also for rejected steps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Solution(double[] x, int steps, int evaluations) {}
