"""Charts: specifications made once a build by Altair; a page carries only its own figures."""
