/**
 * Projections of phantoms in multi-row scans with a moving table, computed view by view: of solids
 * as exact line integrals ({@link io.tomodrift.phantoms.helical.SolidPhantomViews}) and of voxels
 * by Joseph's method ({@link io.tomodrift.phantoms.helical.VoxelViews}).
 *
 * <p>Both use that all rays from one focal spot to the rows of one column lie in one plane parallel
 * to the axis. Noise is added in {@code io.tomodrift.sinograms}.
 */
package io.tomodrift.phantoms.helical;
