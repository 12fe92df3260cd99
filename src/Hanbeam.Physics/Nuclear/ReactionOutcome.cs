namespace Hanbeam.Physics.Nuclear;

/// <summary>The books of one reaction: kinetic energy in + Q = Σ kinetic energy out + what is left as excitation.</summary>
/// <param name="Count">Products written.</param>
/// <param name="QMeV">Rest energy before less rest energy after, MeV.</param>
/// <param name="ExcitationOrGammaMeV">Energy that leaves as gamma rays, MeV, 0 or more.</param>
public readonly record struct ReactionOutcome(int Count, double QMeV, double ExcitationOrGammaMeV);
