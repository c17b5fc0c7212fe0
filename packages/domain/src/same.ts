/** Whether two values, as JSON has them, say the same. */
export function isSame(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const [keys, otherKeys] = [Object.keys(one), Object.keys(other)];
	return (
		keys.length === otherKeys.length &&
		keys.every((key) => Object.hasOwn(other, key) && isSame(Reflect.get(one, key), Reflect.get(other, key)))
	);
}
