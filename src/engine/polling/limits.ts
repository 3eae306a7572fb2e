// How much the poller asks at the same time.

/** Describe calls under way at once, for rows in sight and for the others. */
export const mostBatches = {visible: 6, hidden: 2} as const;

/** Investigations under way at once; each is some calls. */
export const mostInvestigations = 3;

/** Investigations begun within ten seconds: a screen full of troubled rows must not become a storm of calls. */
export const mostInvestigationsPerWindow = 6;
