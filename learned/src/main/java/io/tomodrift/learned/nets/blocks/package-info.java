/**
 * Building blocks of networks that work in two and three dimensions.
 *
 * <p>All extend {@link io.tomodrift.learned.nets.blocks.Part}: one array in, one out, parameters
 * named by the path of their parts with dots between, {@code encoder.0.conv1.weight}. Intermediate
 * arrays are closed as soon as they are used; what a backward pass needs of them stays alive in the
 * engine. Here is no transposed convolution, since DJL has none on PyTorch; {@link
 * io.tomodrift.learned.nets.blocks.Resampling#nearestUp} and a convolution stand in.
 *
 * <p><b>Shapes</b>: {@code [sample][channel][row][column]} or {@code
 * [sample][channel][slice][row][column]}.
 */
package io.tomodrift.learned.nets.blocks;
