// One review of an organisation, value area and partner type a day.
CREATE CONSTRAINT review_key IF NOT EXISTS
FOR (n:Review) REQUIRE (n.organisation, n.value_area, n.partner_type, n.asked_on) IS UNIQUE
