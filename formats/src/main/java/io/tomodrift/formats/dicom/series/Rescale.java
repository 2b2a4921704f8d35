package io.tomodrift.formats.dicom.series;

/**
 * From stored values to the unit of the image: {@code slope stored + intercept}.
 *
 * @param slope RescaleSlope
 * @param intercept RescaleIntercept
 */
record Rescale(double slope, double intercept) {}
