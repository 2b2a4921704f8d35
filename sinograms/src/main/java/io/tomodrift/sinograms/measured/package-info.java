/**
 * Measured scans in the files laboratories publish them in, with the geometry taken from the file.
 * Start from {@link io.tomodrift.sinograms.measured.MeasuredScans}.
 */
package io.tomodrift.sinograms.measured;
