/** Tests of networks: shapes, gradients, counts of weights, repeatability. */
package io.tomodrift.learned.nets.blocks;
