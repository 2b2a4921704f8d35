/**
 * Slices as PNG pictures: grey with a display window, montages, and signed differences in colour.
 * Start from {@link io.tomodrift.formats.png.PngImages}.
 */
package io.tomodrift.formats.png;
