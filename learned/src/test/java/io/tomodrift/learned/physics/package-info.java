/** Tests of the scan in the loop. */
package io.tomodrift.learned.physics;
