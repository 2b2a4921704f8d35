/**
 * Scan geometries, detectors, view angles and image grids: immutable values in millimetres and
 * radians, never degrees. Start from {@link io.tomodrift.geometry.FanBeamGeometry} or {@link
 * io.tomodrift.geometry.ParallelBeamGeometry}.
 *
 * <p><b>Conventions</b> (drawn in docs/conventions.md). Gantry frame G: X to the right seen from
 * the table, Y up, Z toward the viewer, right-handed, origin at the isocenter. The source of a fan
 * beam is at {@code R (-sin beta, cos beta)}: beta = 0 at +Y, counter-clockwise positive. The
 * channel index, the fan angle gamma and the detector coordinate u all grow along {@code e_u = (cos
 * beta, sin beta)}. Image column i is at growing X, image row j at falling Y.
 *
 * <p>Deliberately absent: file formats, algorithms and anything that computes on pixels.
 */
package io.tomodrift.geometry;
