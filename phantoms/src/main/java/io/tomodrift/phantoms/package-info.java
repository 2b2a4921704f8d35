/**
 * Objects whose scans are known exactly.
 *
 * <p>Start from {@link io.tomodrift.phantoms.AnalyticPhantom} (a slice made of shapes) or {@link
 * io.tomodrift.phantoms.SolidPhantom} (solids in space); ready-made ones are in {@link
 * io.tomodrift.phantoms.catalogue.PhantomCatalogue}. {@link io.tomodrift.phantoms.PhantomProjector}
 * gives their exact sinograms, {@link io.tomodrift.phantoms.Voxelizer} their area-averaged images.
 * Random anatomy, which has images but no closed form, is in {@code io.tomodrift.phantoms.anatomy}.
 */
package io.tomodrift.phantoms;
