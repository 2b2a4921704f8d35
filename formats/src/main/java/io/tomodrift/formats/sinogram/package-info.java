/**
 * Sinograms with their geometry, in files that NumPy reads without pickle. Start from {@link
 * io.tomodrift.formats.sinogram.SinogramFiles}.
 */
package io.tomodrift.formats.sinogram;
