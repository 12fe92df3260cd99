namespace Hanbeam.Physics.Nuclear;

/// <summary>
/// The few numbers of the reaction model that measurements do not give directly, with what each was set by. docs/methods/nuclear-reactions.md tells the effect of each.
/// </summary>
public sealed record ReactionModel
{
    /// <summary>The values that all of Hanbeam uses.</summary>
    public static ReactionModel Standard { get; } = new();

    /// <summary>Factor on every total cross section in transport; 1 is the measured heights per element, 1.07 would be 1215 mb of charge changing on water as measured directly.</summary>
    public double CrossSectionScale { get; init; } = 1;

    /// <summary>Share of a nucleus' free nucleons that were hit, and so leave its flow for a collision; one is always hit.</summary>
    public double HitShare { get; init; } = 0.65;

    /// <summary>How often the target is hit as violently as the projectile (the rest: independently).</summary>
    public double ViolenceCorrelation { get; init; } = 0.7;

    /// <summary>Chance that two protons and two neutrons beside a heavy remnant leave as a helium nucleus.</summary>
    public double AlphaShare { get; init; } = 0.7;

    /// <summary>Chance that a free proton and neutron leave as a deuteron.</summary>
    public double DeuteronShare { get; init; } = 0.42;

    /// <summary>Chance, where a deuteron would be made, that a further neutron or proton makes it a triton or helium 3.</summary>
    public double ThreeNucleonShare { get; init; } = 0.5;

    /// <summary>Goldhaber's width of momentum, MeV/c; 90 by the Fermi momentum, 70–90 measured for carbon [Goldhaber1974].</summary>
    public double MomentumWidthMeV { get; init; } = 58;

    /// <summary>The same for single nucleons, which keep more of their Fermi momentum, MeV/c.</summary>
    public double NucleonWidthMeV { get; init; } = 110;

    /// <summary>Share of the pieces with the wider momenta of violent collisions.</summary>
    public double WideShare { get; init; } = 0.3;

    /// <summary>Their width over the ordinary one.</summary>
    public double WideFactor { get; init; } = 2.8;

    /// <summary>
    /// Mean momentum that pieces of the projectile lose in its frame per nucleon removed, times βγ/(γ + 1), MeV/c; counted up to as many nucleons as the piece has. Found near 8 [Morrissey1989].
    /// </summary>
    public double MomentumLossMeV { get; init; } = 8;

    /// <summary>Width of the momenta of target pieces along one axis for one nucleon, MeV/c.</summary>
    public double TargetWidthMeV { get; init; } = 85;

    /// <summary>Width of the Fermi momenta of nucleons that are hit along one axis, MeV/c: 221 MeV/c of carbon's Fermi momentum over √5 [Moniz1971].</summary>
    public double FermiWidthMeV { get; init; } = 99;

    /// <summary>
    /// Collisions of two nucleons have the density 1 + this · cos² in their centre of mass: 0 is protons on protons, neutrons on protons lie near 2 between 100 and 400 MeV [Metropolis1958].
    /// </summary>
    public double Anisotropy { get; init; } = 1;

    /// <summary>Collisions that leave a nucleon less than this are forbidden by Pauli's principle and drawn again, MeV.</summary>
    public double PauliEnergyMeV { get; init; } = 15;

    /// <summary>Excitation of heavier targets per nucleon hit, MeV [Gaimard1991 finds 13 to 27].</summary>
    public double ExcitationPerHoleMeV { get; init; } = 15;
}
