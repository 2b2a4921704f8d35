/**
 * Judging the raw data of a multi-row scan before anything is made of them: {@link
 * io.tomodrift.sinograms.check.DataCheck} looks for truncation, dead elements, starved rays and
 * damaged views, {@link io.tomodrift.sinograms.check.GeometryPlausibility} at the numbers of the
 * geometry, and {@link io.tomodrift.sinograms.check.ConjugateCheck} asks the data themselves
 * whether their geometry is right.
 */
package io.tomodrift.sinograms.check;
