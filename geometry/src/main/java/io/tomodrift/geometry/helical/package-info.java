/**
 * Multi-row scans with a moving table: where source and detector elements are, view by view, and
 * the interfaces through which projections of such scans pass. Start from {@link
 * io.tomodrift.geometry.helical.HelicalGeometry}.
 *
 * <p>Everything is in the gantry frame (X to the right seen from the table, Y up, Z out of the
 * gantry toward the viewer), columns and rows are counted from 0, and the row index grows along +Z.
 * These scans are sources of rebinning; images are reconstructed from the fan-beam stacks that
 * rebinning makes of them, which is why {@code HelicalGeometry} is no {@code ScanGeometry}.
 */
package io.tomodrift.geometry.helical;
