package io.tomodrift.sinograms.check;

/**
 * How far the central column is from where the data want it.
 *
 * @param channels to be added to the central column in use
 * @param uncertaintyChannels standard error of that
 * @param mm the same at the isocenter, mm
 * @param ratio RMS difference of conjugate rays there over that with the central column in use
 */
public record CentreShift(double channels, double uncertaintyChannels, double mm, double ratio) {}
