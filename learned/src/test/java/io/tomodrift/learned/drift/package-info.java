/** Tests of drift fields, descriptors and crops. */
package io.tomodrift.learned.drift;
