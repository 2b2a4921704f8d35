/**
 * Networks as DJL blocks, in two and three dimensions: building blocks, generators, discriminator,
 * and the encoder of features.
 *
 * <p>An {@link io.tomodrift.learned.nets.Architecture} is a value that says everything about a
 * network but its weights; {@link io.tomodrift.learned.nets.Network} is one with weights. {@link
 * io.tomodrift.learned.nets.Preset} knows the usual ones by name, {@link
 * io.tomodrift.learned.nets.Architectures} writes them into model files. To add one, write a record
 * and its block, and name it in both.
 *
 * <p><b>Shapes</b>: {@code [sample][channel][row][column]} or {@code
 * [sample][channel][slice][row][column]}.
 */
package io.tomodrift.learned.nets;
