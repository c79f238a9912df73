"""What is fetched from the Internet with a person's consent: releases, exchange rates."""
