/**
 * Convex shapes in the plane and in space, with exact chords of lines through them.
 *
 * <p>Start from {@link io.tomodrift.phantoms.shape.Shape2} and {@link
 * io.tomodrift.phantoms.shape.Shape3}. Every shape is convex, so a line meets it in one interval; a
 * shape narrows a {@link io.tomodrift.phantoms.shape.Chord} to its own interval, and an
 * intersection of shapes is one narrowing after the other. That is how half-planes cut ellipses
 * without special cases.
 */
package io.tomodrift.phantoms.shape;
