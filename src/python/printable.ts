/**
 * Which characters CPython prints as they are.
 *
 * @module
 */

/** Characters of a bound in {@linkcode BOUNDS}. */
const WIDTH = 4;

/**
 * Where characters begin that are not printable to CPython 3.11, and where they end, in turn: code points of four digits
 * to base 36. Its Unicode is 14.0. Written out, since runtimes have other versions of Unicode than each other and than
 * Python, and a hash must not depend on that. Made by `scripts/record.py image_spec`.
 */
const BOUNDS = "" +
  "0000000w003j004h004t004u00oo00oq00ow00p000p700p800p900pa00pu00pv010w010x011z0121013f013h013k013l0154015c01630167" +
  "016d016u017g017h01ct01cu01e601e801fv01fx01iq01j401kr01kt01m601m801mn01mo01ng01ni01nj01nk01nv01o001ov01p401r601r7" +
  "01vo01vp01vx01vz01w101w301wp01wq01wx01wy01wz01x201x601x801xh01xj01xl01xn01xr01xz01y001y401y601y701yc01ye01z301z5" +
  "01z801z901zf01zj01zl01zn0209020a020h020i020k020l020n020o020q020s020t020u020z021302150217021a021d021e021l021p021q" +
  "021r021y022f022p022s022t0232023302360237023t023u0241024202440245024a024c024m024n024q024r024u024w024x025c025g025i" +
  "025u026102680269026c026d026l026n026p026r027d027e027l027m027o027p027u027w028502870289028b028e028l028o028s028u028v" +
  "02900292029k029u029w029x02a302a602a902aa02ae02ah02aj02ak02al02am02ao02ar02at02aw02az02b202be02bi02bn02bq02bt02bu" +
  "02by02c002c102c702c802cm02d702dc02dp02dq02dt02du02eh02ei02ey02f002f902fa02fd02fe02fi02fp02fr02fs02fv02fx02fy02g0" +
  "02g402g602gg02gn02h902ha02hd02he02i102i202ic02id02ii02ik02it02iu02ix02iy02j202j902jb02jh02jj02jk02jo02jq02k002k1" +
  "02k302kg02kt02ku02kx02ky02md02me02mh02mi02mo02ms02n802na02o002o102o402o502on02oq02pe02pf02po02pp02pq02ps02pz02q2" +
  "02q302q702qd02qe02qf02qg02qo02qu02r402r602r902rl02t702tb02u402v502v702v802v902va02vf02vg02w402w502w602w702wu02ww" +
  "02x102x202x302x402xa02xc02xm02xo02xs02yo030o030p031p031t032w032x033x033y034d034e034r035s03ba03bb03bc03bh03bi03bk" +
  "03m103m203m603m803mf03mg03mh03mi03mm03mo03nt03nu03ny03o003ox03oy03p203p403pb03pc03pd03pe03pi03pk03pz03q003rl03rm" +
  "03rq03rs03tn03tp03ul03uo03ve03vk03xy03y003y603y804g004g104gt04gw04jd04jk04k604kf04l304lc04lw04m804ml04mm04mp04mq" +
  "04ms04n404pq04ps04q204q804qi04qo04r204r304re04rk04u104u804vf04vk04xi04xs04yn04yo04z004z404zg04zk04zl04zo050u050w" +
  "0511051c052k052o053e053k053v053y055o055q057j057k058d058f058q058w0596059c059q059s05an05c005e505e805fj05fk05is05j0" +
  "05ko05kr05l605l905mx05n405ob05od05oo05ow05q305q806520654065a065c066e066g066m066o066w066x066y066z0670067106720673" +
  "067y0680069h069i069x069y06ac06ae06ak06al06b406b606b906ba06bj06c006co06cw06e706eo06eq06es06fj06fk06fx06g006gx06hc" +
  "06i906io06mk06mo0753075s0763076o08l008l208ly08lz08vo08vt08x208x308x408x908xa08xc08yw08z308z508zj0907090g090n090o" +
  "090v090w09130914091b091c091j091k091r091s091z092009270928095q096o097e097f099w09a809g609gw09h809hd09j409j509lj09ll" +
  "09og09ol09ps09pt09sf09sg09us09v409wf09wg0wi50wi80wjr0wk00wto0wu80wzc0wzk0x570x5c0x5e0x5f0x5g0x5h0x5m0x6a0x7x0x80" +
  "0x8a0x8g0xa00xa80xc60xce0xcq0xcw0xg40xgf0xh90xhc0xji0xjj0xju0xjy0xkv0xkw0xmf0xmo0xn20xn40xne0xng0xqb0xqz0xrr0xs1" +
  "0xs70xs90xsf0xsh0xsn0xsw0xt30xt40xtb0xtc0xv00xv40xym0xyo0xyy0xz416lg16ls16mf16mj16nw1d6o1dgu1dgw1dju1dkw1dl31dlf" +
  "1dlk1dlp1dmf1dmg1dml1dmm1dmn1dmo1dmq1dmr1dmt1dmu1dqb1dqr1e341e361e4o1e4v1e4w1e5s1e6y1e741e8j1e8k1e931e941e981e9c" +
  "1e9h1e9i1ed91edd1ein1eiq1eiw1eiy1ej41ej61ejc1eje1ejh1ejk1ejr1ejs1ejz1ekc1eke1ekg1eks1ekt1elj1elk1em31em41em61em7" +
  "1emm1emo1en21eo01erf1erk1ern1err1et01et31evj1evk1evx1ew01ew11exc1eym1f281f311f341f4h1f4w1f5o1f5s1f6s1f711f7v1f80" +
  "1f971f9c1fa61fa71fb81fbc1fbq1fcw1fha1fhc1fhm1fhs1fis1fiw1fjw1fk01fl41flc1fms1fn31fnf1fng1fnv1fnw1fo31fo41fo61fo7" +
  "1foi1foj1foy1foz1fp61fp71fp91fr41fzr1g001g0m1g0w1g141g1s1g1y1g1z1g351g361g3f1g5c1g5i1g5k1g5l1g5m1g6u1g6v1g6x1g70" +
  "1g711g731g7q1g7r1g9r1g9z1ga81gbk1gc31gc41gc61gcb1gd81gdb1ge21ge71ge81gg01ghk1gho1gi81gia1gjo1gjp1gjr1gjw1gk41gk5" +
  "1gk81gk91gl21gl41gl71glb1gll1gls1gm11gm81go01gow1gpz1gq31gqf1gqo1gs61gs91gt21gt41gtv1gu01guq1gux1gv11gvd1gvk1gxs" +
  "1gzt1h1c1h2r1h341h4j1h4q1h601h681h6i1heo1hfj1hfk1hgq1hgr1hgu1hgw1hgy1hj41hk81hkg1hlm1hm81hmy1ho01hos1hpc1hpz1hq8" +
  "1hse1hsi1hti1htr1hvh1hvi1hvn1hw01hwp1hww1hx61hxc1hyt1hyu1hzc1hzk1i0n1i0w1i3k1i3l1i451i4g1i4y1i4z1i671i801i871i88" +
  "1i891i8a1i8e1i8f1i8u1i8v1i961i9c1iaz1ib41ibe1ibk1ibo1ibp1ibx1ibz1ic11ic31icp1icq1icx1icy1id01id11id61id71idh1idj" +
  "1idl1idn1idq1ids1idt1idz1ie01ie51iec1iee1iel1ieo1iet1iio1il81il91ile1im81io81iog1ioq1itc1iuu1iuw1ivy1iww1iyt1iz4" +
  "1ize1izk1izx1j0g1j221j281j2i1j401j4r1j4t1j581j5c1j5z1jb41jcs1jfk1jhv1ji71jif1jih1jii1jik1jis1jit1jiv1jiw1jjq1jjr" +
  "1jjt1jjv1jk71jkg1jkq1jmo1jmw1jmy1jo81joa1jol1jpc1jrc1jrk1jtv1ju81jw91k3k1k3t1k3u1k531k541k5i1k5s1k6l1k6o1k7k1k7m" +
  "1k881k891k8n1kao1kav1kaw1kay1kaz1kc71kca1kcb1kcc1kce1kcf1kco1kcw1kd61kdc1kdi1kdj1kdl1kdm1ken1keo1keq1ker1kex1kf4" +
  "1kfe1ko01kop1kts1ktt1ku81kvm1kvz1llm1log1lrj1lrk1lrp1ls01lxg1nyo1o1f1o1s1ovj1s001sg71z401zjt1zk01zkv1zkw1zl61zla" +
  "1znj1znk1znu1zo01zou1zow1zp21zpc1zra1zrk1zru1zrv1zs21zs31zso1zst1ztc20cg20ez20hs20jv20jz20lk20lr20m820o020o520og" +
  "20oi20ow25fc25fk26dy26f426fd2dbk2dbo2dbp2dbw2dbx2dbz2dc02dk32dlc2dlf2dlw2dm02dm82dx82fpc2fsb2fsg2fst2fsw2ft52ftc" +
  "2ftm2fto2fts2jgg2jhq2jhs2jif2jio2jlw2jnk2jue2juo2jvr2jvt2jxv2jy32k172k1s2k3q2k802k8k2k8w2kbb2kbk2kc92kg02kid2kie" +
  "2kkd2kke2kkg2kki2kkj2kkl2kkn2kkp2kkt2kku2kl62kl72kl82kl92klg2klh2kna2knb2knf2knh2knp2knq2knx2kny2koq2kor2kov2kow" +
  "2kp12kp22kp32kp62kpd2kpe2kyu2kyw2l702l722lqk2lqz2lr42lr52lrk2mm82mn32mtc2mtj2mtk2mu12mu32mua2mub2mud2mue2muj2n0g" +
  "2n1p2n1s2n262n282n2i2n2m2n2o2nbk2ncf2ncw2nei2nen2neo2odc2odj2odk2odo2odp2odr2ods2oe72oe82ojp2ojr2ok72olc2ong2onk" +
  "2onu2ony2oo02p9t2pbp2pdt2pfi2pkw2pl02pl12pls2plt2plv2plw2plx2plz2pm02pm12pmb2pmc2pmg2pmh2pmi2pmj2pmk2pmq2pmr2pmv" +
  "2pmw2pmx2pmy2pmz2pn02pn12pn42pn52pn72pn82pn92pnb2pnc2pnd2pne2pnf2png2pnh2pni2pnj2pnk2pnl2pnn2pno2pnp2pnr2pnv2pnw" +
  "2po32po42po82po92pod2poe2pof2pog2poq2por2pp82ppd2ppg2pph2ppm2ppn2pq42prk2prm2pz42q0c2q0g2q382q3k2q3z2q412q4g2q4h" +
  "2q4w2q4x2q5y2q682qb22qcm2qdf2qds2qf02qf42qfd2qfk2qfm2qg02qg62qkg2rbs2rbx2rcd2rcg2rct2rcw2rg42rgg2rix2rj42rjg2rjk" +
  "2rjl2rk02rkc2rkg2rm02rm82rmi2rmo2rns2ro02rou2row2roy2rr42s0k2s0w2s1a2s1c2s1h2s1k2s1p2s1s2s1z2s282s312s342s3f2s3k" +
  "2s3q2s402s4a2s4g2s4o2s4w2s532s5c2s9f2s9g2saz2sc02sca2t4w3q3k3q4g3tbt3tc03ti63ti83xya3xyo43q9464g46ji47pc4bijjo5c" +
  "joc0nvnk";

/** Whether `str.isprintable` is true of a code point to CPython 3.11. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= 0x20;
  const wanted = code.toString(36).padStart(WIDTH, "0");
  // A character is printable if an even number of bounds are at or before it.
  let [low, high] = [0, BOUNDS.length / WIDTH];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (BOUNDS.slice(middle * WIDTH, (middle + 1) * WIDTH) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 0;
}
