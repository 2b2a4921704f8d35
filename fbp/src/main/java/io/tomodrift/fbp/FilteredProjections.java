package io.tomodrift.fbp;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * Projections ready for {@link io.tomodrift.projectors.FbpBackprojector}, with view weights {@code
 * geometry.angles().viewSharesRad(geometry.periodRad())}.
 *
 * @param values {@code [view][channel][lane]}, INTERLEAVED; 1 (arc) or 1/mm (flat, parallel)
 * @param geometry their scan: that of the sinogram, with more channels if its detector is displaced
 */
public record FilteredProjections(FloatStack values, ScanGeometry geometry) {}
