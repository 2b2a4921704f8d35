/**
 * Single-slice rebinning of helical multi-row scans to stacks of fan-beam sinograms. Start from
 * {@link io.tomodrift.sinograms.rebin.RebinPlan}, which says what a scan can give, and stream the
 * stack with {@link io.tomodrift.sinograms.rebin.RebinStream}.
 *
 * <p>Every ray of a slice is estimated from measured oblique rays of the same vertical plane that
 * cross the slice nearest to the axis (Noo, Defrise and Clackdoyle 1999, Phys. Med. Biol. 44:561);
 * a flying focal spot is part of the ray geometry, not a correction. Exact on the axis and for
 * objects that do not change along Z; elsewhere the slice profile widens with the distance from the
 * axis and with the feed.
 */
package io.tomodrift.sinograms.rebin;
