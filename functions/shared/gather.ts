/** How long sends of one moment wait for each other to travel in one request: one turn of the event loop is too short. */
const GATHER_MS = 2;

/** When DataLoader hands over what it has gathered. */
export const gather = (flush: () => void): void => {
  setTimeout(flush, GATHER_MS);
};
