/** JUnit helpers on plain arrays; depends on no other module. */
package io.tomodrift.tests.support;
