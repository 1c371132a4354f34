# SPDX-License-Identifier: AGPL-3.0-or-later
"""Defects of wording for bench/check_quality: names, goals, tasks, arithmetic in prose, spelling.

The paraphrases are this file's own: a rule must recognise what is meant, not the words of a shared list.
"""
from quality_planting import PUBLISHED, WITH_UNITS, add_row, any_row, defect, reword, rows_of, split_blocks, turn_of

NAMED_FORMS = ["published", "chongqing", "central"]
MEASURES = ("数量", "人次", "场次", "个数", "件数", "台数", "座数", "处数", "长度", "盏数", "期数", "份数", "家数", "辆数", "户数",
            "册数", "批次", "套数", "幅数", "箱数", "剂次", "车次", "面积", "所数", "人数")


def thing_of(row):
    """What a quantity counts: its name without the measure."""
    for measure in MEASURES:
        if row.name.endswith(measure):
            return row.name[:-len(measure)]
    return row.name


def tasks_of(paper):
    return [(str(number + 1), *task) for number, task in enumerate(paper.projects[0].tasks)]


def add_task(paper, name, target):
    paper.tasks = paper.tasks or tasks_of(paper)
    paper.tasks.append((str(len(paper.tasks) + 1), name, target))


@defect("ID04", tasks=True, projects=1)
def name_elsewhere(paper, chance, turn):
    name = paper.projects[0].name
    other = turn_of([name[:-2] + "行动", name[:-2] + "工程", name[:4] + "提升计划", name + "与管护"], turn)
    paper.task_title = "{year}年" + other + "任务清单"
    return other != name and len(name) >= 7


@defect("ID06")
def generic_name(paper, chance, turn):
    chance.choice(paper.projects).name = turn_of(
        ["专项业务经费", "日常工作经费", "部门运转补助经费", "其他项目支出", "政府购买服务经费", "综合业务费", "一般性项目经费"], turn)


@defect("ID07", tasks=True, projects=1)
def brand_mismatch(paper, chance, turn):
    one, two = turn_of([("柳河人家", "柳溪人家"), ("东陵好物", "东陵臻品"), ("望江书香", "望江阅读"), ("清泉行动", "甘泉行动")], turn)
    add_task(paper, *turn_of([(f"注册“{one}”商标", f"完成“{two}”商标注册1件，6月底前公告。"),
                              (f"打造“{one}”品牌", f"“{two}”品牌进驻商超8家，7月底前完成。"),
                              (f"推广“{one}”服务", f"开展“{two}”服务推广12场。")], turn // 4))


@defect("ST11")
def near_duplicate(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    thing = thing_of(row)
    if turn % 2:
        add_row(project, row, f"{thing}完成率", "≥", "100", "%")
    else:
        quality = rows_of(project, "质")[0]
        reword(quality, f"{thing}验收合格率", "≥", "97", "%")
        add_row(project, quality, f"{thing}验收达标率", "≥", "98", "%")


@defect("TX11")
def misplaced(paper, chance, turn):
    kind, name, operator, value, unit = turn_of([
        ("质", "{}任务完成率", "≥", "100", "%"), ("社", "农产品年销售收入", "≥", "320", "万元"), ("生", "带动就业人数", "≥", "65", "人"),
        ("质", "补助资金发放及时率", "≥", "100", "%"), ("社", "化学需氧量减排量", "≥", "35", "吨"), ("经", "公众知晓率", "≥", "85", "%"),
        ("数", "{}验收合格率", "≥", "97", "%"), ("续", "企业新增利润", "≥", "120", "万元")], turn)
    project, row = any_row(paper, chance, kind)
    if row is None:
        return False
    reword(row, name.format(thing_of(rows_of(project, "数")[0])), operator, value, unit)


@defect("NM01")
def satisfaction_name(paper, chance, turn):
    project, row = any_row(paper, chance, "满")
    row.name = turn_of(["受益群众反映情况", "下乡演出活动", "参训学员收获", "服务质量", "社区居民", "培训班组织情况"], turn)


@defect("NM02")
def no_measure(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("开展巡回宣讲", "12", "场"), ("办公桌椅", "60", "套"), ("安全隐患排查", "240", "处"), ("走访慰问困难职工", "150", "户"),
                                 ("编印宣传手册", "5000", "册"), ("无人机", "4", "架"), ("标准化考场建设", "9", "个"), ("聘请专家", "15", "人")], turn)
    reword(row, name, "≥", value, unit)


@defect("NM03")
def verb_first(paper, chance, turn):
    project, row = any_row(paper, chance, "社续")
    if row is None:
        return False
    name, value, unit = turn_of([("提高居民健康知识知晓率", "85", "%"), ("增强沿线群众安全意识达标率", "90", "%"), ("改善村庄人居环境优良率", "88", "%"),
                                 ("推进公共服务覆盖率", "92", "%"), ("保障供水水质达标率", "97", "%"), ("扩大服务对象覆盖率", "80", "%"),
                                 ("优化窗口服务测评得分率", "86", "%"), ("降低事故发生起数", "3", "起")], turn)
    reword(row, name, "≥" if unit == "%" else "≤", value, unit)


@defect("NM04")
def ratio_undefined(paper, chance, turn):
    project, row = any_row(paper, chance, "社续质")
    name = turn_of(["订单比率", "设备比例", "项目覆盖比率", "产品占比", "工作推进率", "服务比率", "资源配置比例"], turn)
    reword(row, name, "≥", "86", "%")


# Half of them is no word, so that what is left of the name cannot be meant.
WHOLE_WORDS = ("健身", "流动", "婚姻", "法律", "自动", "控制", "急弯", "应急", "政务", "数据", "文物", "蔬菜", "河道", "适应", "退役", "儿童",
               "居家", "部门", "参会", "节能")


@defect("NM05")
def truncated_name(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    thing = thing_of(row)
    quality = rows_of(project, "质")[0]
    reword(quality, thing[1:] + turn_of(["抽检合格率", "达标率"], turn), "≥", "97", "%")  # half a word is left
    return thing[:2] in WHOLE_WORDS


@defect("NM06")
def inconsistent_terms(paper, chance, turn):
    pairs = [("市政消火栓", "市政消防栓"), ("健身路径", "健身步径"), ("居家康复服务", "居家康养服务"), ("应急救援演练", "应急救护演练"),
             ("蔬菜大棚", "蔬菜温棚"), ("老年食堂", "老人食堂"), ("法律援助案件", "法律救助案件"), ("流动采血车", "流动献血车"), ("城区路灯", "城区街灯"),
             ("雷电监测点", "雷电观测点"), ("旅游商品展位", "旅游产品展位"), ("数据接口", "数据端口"), ("主题活动", "主体活动"), ("测土配方施肥", "测土配方用肥")]
    for project in paper.projects:
        for one, two in pairs:
            names = [row for row in rows_of(project, "数") if one in row.name and row.value + row.unit in project.goal]
            if one in project.goal and names:
                names[-1].name = names[-1].name.replace(one, two)
                return True
    return False


@defect("NM07")
def library_name(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("购置（更新）设备数量", "12", "台"), ("服务（保障）对象人数", "300", "人"), ("印刷（制作）份数", "900", "份"),
                                 ("活动（会议）参加人次", "260", "人次"), ("聘用（雇佣）人员数量", "8", "人")], turn)
    reword(row, name, "≥", value, unit)


@defect("NM08")
def mixed_object(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("会议培训场次", "12", "场"), ("培训会议人次", "300", "人次"), ("培训（会议）期数", "4", "期"),
                                 ("会议和培训天数", "9", "天")], turn)
    reword(row, name, "≥", value, unit)


@defect("NM09")
def long_name(paper, chance, turn):
    project, row = any_row(paper, chance, "数质")
    row.name = ("按照年度工作要点和市政府确定的重点工程建设进度安排，" * 5 + "组织相关单位对辖区范围内各类设施逐一登记造册后汇总形成的"
                + row.name)


@defect("NM10")
def value_in_name(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("培训基层骨干不少于420人次", "420", "人次"), ("改造12处供水站点", "12", "处"), ("新建管网3公里长度", "3", "公里"),
                                 ("≥8场次的巡回演出", "8", "场"), ("完成25个村庄测绘数量", "25", "个"), ("发放补助超过300户", "300", "户")], turn)
    reword(row, name, "≥", value, unit)


@defect("NM11")
def compound(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("讲座和演出场次", "20", "场"), ("桥梁、涵洞维修数量", "14", "座"), ("房屋修缮及设备采购数量", "30", "项"),
                                 ("宣传画、折页印制份数", "8000", "份"), ("巡查与抽查次数", "60", "次"), ("桌椅以及书架购置数量", "90", "件")], turn)
    reword(row, name, "≥", value, unit)


@defect("GO10")
def outdated_term(paper, chance, turn):
    project = chance.choice(paper.projects)
    project.goal = project.goal[:-1] + turn_of(["，带动贫困户增收。", "，助力脱贫攻坚。", "，推进精准扶贫工作。", "，使贫困人口稳定脱贫。", "，服务建档立卡贫困家庭。"],
                                               turn)
    return project.year >= 2022


@defect("EF01")
def effect_is_output(paper, chance, turn):
    project, row = any_row(paper, chance, "社")
    if row is None:
        return False
    count = rows_of(project, "数")[0]
    name, value, unit = turn_of([("政策宣讲举办场次", "24", "场"), (count.name, count.value, count.unit), ("宣传手册发放份数", "3000", "份"),
                                 ("专题培训期数", "6", "期"), ("巡查次数", "48", "次"), ("调研报告编制篇数", "5", "篇")], turn)
    reword(row, name, "≥", value, unit)


@defect("EF02")
def no_baseline(paper, chance, turn):
    project, row = any_row(paper, chance, "社经")
    if row is None:
        return False
    name, operator = turn_of([("游客接待量增长率", "≥"), ("用水单耗下降率", "≥"), ("产值增幅", "≥"), ("居民收入提高比例", "≥"), ("投诉量减少比例", "≥"),
                              ("发病率降幅", "≥")], turn)
    reword(row, name, operator, "8", "%")


@defect("SA02")
def no_subject(paper, chance, turn):
    project, row = any_row(paper, chance, "满")
    row.name = turn_of(["满意度", "服务满意度", "活动满意度", "工作满意度", "培训满意度", "综合满意率"], turn)


@defect("TT01", projects=1)
def look_alike(paper, chance, turn):
    project = paper.projects[0]
    right, wrong = turn_of([("晴川阁街", "睛川阁街"), ("徽墨工坊", "微墨工坊"), ("拨云岭村", "拔云岭村"), ("天戍古堡", "天戌古堡"),
                            ("洛汭花园", "洛讷花园"), ("楚河湿地", "楚诃湿地"), ("荼香小镇", "茶香小镇"), ("蓬莱水街", "篷莱水街")], turn)
    project.goal = f"以“{right}”为品牌，" + project.goal
    for row in rows_of(project, "数"):
        row.name = right + row.name
    rows_of(project, "质")[0].name = wrong + rows_of(project, "质")[0].name
    project.name = right + project.name


@defect("TT02", PUBLISHED)
def punctuation_width(paper, chance, turn):
    project = paper.projects[0]
    other = project.goal.replace("，", ",") if turn % 2 else project.goal.replace("。", ".").replace("，", ", ")
    for index in range(len(project.rows) // 2, len(project.rows)):
        project.goal_of_row[index] = other
    return other != project.goal


@defect("TT05")
def stray_spaces(paper, chance, turn):
    project, row = any_row(paper, chance, "数质")
    if turn % 2:
        row.name = row.name[:2] + " " + row.name[2:]
    else:
        digit = next(index for index, letter in enumerate(project.goal) if letter.isdigit())
        project.goal = project.goal[:digit] + " " + project.goal[digit:]


@defect("GO01")
def slogan(paper, chance, turn):
    chance.choice(paper.projects).goal = turn_of([
        "深入学习贯彻上级部署，围绕中心、服务大局，努力开创工作新局面。", "坚持以人民为中心，全面落实各项决策部署，切实担当作为。",
        "以高度的责任感和使命感，扎实推动各项事业高质量发展。", "紧扣年度中心任务，凝心聚力，为全区经济社会发展作出新贡献。",
        "认真落实上级会议精神，全力以赴做好各方面工作。", "立足新发展阶段，贯彻新发展理念，奋力谱写新篇章。"], turn)


@defect("GO02")
def goal_without_effect(paper, chance, turn):
    chance.choice(paper.projects).goal = turn_of([
        "采购办公家具60套，维修会议室3间。", "支付全年物业服务费12个月，更换空调20台。", "组织业务考试2次，印制试卷4000份。", "租赁办公用房800平方米，购置打印机15台。",
        "举办讲座24场，编印手册5000册。"], turn)


@defect("GO03")
def goal_without_number(paper, chance, turn):
    chance.choice(paper.projects).goal = turn_of([
        "完成河道清淤和堤岸加固，汛期不发生漫堤。", "更新社区检查设备，缩短居民就近检查的等候时间。", "目标1：开展水质检测；目标2：提高饮水达标率。",
        "改造蔬菜大棚，引进新品种，增加农户收入。", "组织献血活动，满足临床用血需要。"], turn)


@defect("GO04")
def vague(paper, chance, turn):
    chance.choice(paper.projects).goal = turn_of([
        "进一步完善工作机制，有效提升服务水平，切实保障工作顺利开展，不断促进事业发展。", "不断健全制度体系，持续优化发展环境，充分发挥职能作用，明显提升工作质效。",
        "逐步补齐设施短板，更好满足居民需要，带动更多群众参与，营造良好的社会氛围。", "逐步改善办公条件，大力提升履职能力，有力促进队伍建设，更好服务群众。"], turn)


@defect("GO05")
def duty(paper, chance, turn):
    chance.choice(paper.projects).goal = turn_of([
        "贯彻执行国家有关法律法规和方针政策，承担本行业监督管理职责，完成上级交办的其他任务。", "负责辖区行业规划的拟订和组织实施，指导下级单位业务工作，承办领导交办的事项。",
        "履行本单位法定职能，负责日常管理和协调服务，保证机构正常运转。", "按照部门职责分工，做好本单位各项日常业务和上级安排的工作。"], turn)


@defect("GO07")
def other_year(paper, chance, turn):
    project = chance.choice(paper.projects)
    year = project.year + turn_of([1, 2, 1], turn)
    project.goal = project.goal[:-1] + turn_of([f"，{year}年覆盖全部乡镇。", f"，到{year}年底实现信息化管理。", f"；{year}年度再扩建两处。"], turn)


@defect("GO08", tasks=True, projects=1)
def process_as_result(paper, chance, turn):
    add_task(paper, *turn_of([
        ("组织保障", "成立工作专班，明确责任分工，定期召开调度会。"), ("制度建设", "健全管理办法，规范工作流程，做到有章可循。"),
        ("资料归档", "做到归档齐全、分类清楚、便于查阅。"), ("工作汇报", "按要求及时向主管部门报送进展情况。"),
        ("宣传发动", "统一思想认识，营造良好氛围。"), ("督导检查", "加强过程监管，强化跟踪问效。")], turn))


@defect("GO09", tasks=True, projects=1)
def other_funds(paper, chance, turn):
    add_task(paper, *turn_of([
        ("落实自筹资金", "自筹部分按时足额到位。"), ("争取配套", "区级配套资金及时拨付。"), ("筹措资金", "积极吸纳社会资本参与建设，社会投资如期到账。"),
        ("企业出资", "合作企业按约定投入建设资金。"), ("筹集捐款", "爱心企业捐赠款专款专用。")], turn))


@defect("GO11", tasks=True, projects=1)
def mixed_classification(paper, chance, turn):
    add_task(paper, "建设示范点", turn_of([
        "建成2个省级、3个农业类、4个线上的共9个示范点，8月底前完成。", "建成3个旅游类、4个乡镇级、2个网络销售的共9个示范点，8月底前完成。",
        "培育5个市级、2个餐饮类、2个线下的共9个示范点，8月底前完成。"], turn))


@defect("GO12", tasks=True, projects=1)
def mixed_levels(paper, chance, turn):
    add_task(paper, turn_of(["落实社会效益产出数", "完成经济效益产出目标额", "实现生态效益产出指标"], turn), "年度目标额为260万元，11月底前完成。")


@defect("GS01", tasks=True, projects=1)
def binding_set(paper, chance, turn):
    paper.binding = False


@defect("TX14")
def uncovered_task(paper, chance, turn):
    task, target = turn_of([("举办安全知识竞赛", "举办安全知识竞赛3场"), ("编印科普读本", "编印科普读本8000册"), ("新建充电桩", "新建充电桩40个"),
                            ("组织外出考察", "组织外出考察2批次"), ("开发手机小程序", "开发手机小程序1个")], turn)
    project = paper.projects[0]
    if paper.with_tasks:
        add_task(paper, task, target + "，9月底前完成。")
    else:
        project.goal = target + "，" + project.goal


@defect("TX15", tasks=True, projects=1)
def without_task(paper, chance, turn):
    project = paper.projects[0]
    thing, name, value, unit = turn_of([("展览", "民间书画展览场次", "3", "场"), ("雕塑", "景观雕塑制作件数", "6", "件"),
                                        ("运动会", "职工运动会举办场次", "2", "场"), ("志愿者", "志愿者招募人数", "80", "人")], turn)
    if thing in "".join(row.name for row in project.rows):
        return False  # beside a kindred thing with a task it is LG03's matter
    add_row(project, rows_of(project, "数")[0], name, "≥", value, unit)


@defect("LG01", tasks=True, projects=1)
def product(paper, chance, turn):
    add_task(paper, "举办业务轮训", turn_of([
        "举办3期，每期40人，共培训200人次。", "分5批，每批30人，共轮训180人次。", "举办4期，每期3天，每期25人，共培训600人次。",
        "在6个乡镇各办2场，每场50人，共培训900人次。"], turn))


@defect("LG02", tasks=True, projects=1)
def parts(paper, chance, turn):
    add_task(paper, "建设服务站", turn_of([
        "建成4个城区站、6个乡镇站，共12个服务站。", "建成服务站9个，其中城区6个、乡镇5个。", "建成3个省级、4个市级、2个县级共10个服务站。",
        "建成服务站12个（城区6个、乡镇8个）。"], turn))


@defect("LG03", tasks=True, projects=1)
def cross_value(paper, chance, turn):
    project = paper.projects[0]
    row = next((row for row in rows_of(project, "数")
                if any(task[1].startswith(task[0]) and row.value in task[1] for task in project.tasks)), None)
    if row is None:
        return False
    more = str(round(int(row.value) * turn_of([1.3, 1.5, 2], turn)))
    paper.tasks = [(number, name, target.replace(row.value + row.unit, more + row.unit)) for number, name, target in tasks_of(paper)]
    return paper.tasks != tasks_of(paper)


@defect("LG04", tasks=True, projects=1)
def overlapping(paper, chance, turn):
    one, two = turn_of([("直播销售额达到80万元。", "全年销售额达到200万元。"), ("线上营业收入完成60万元。", "年营业收入完成150万元。"),
                        ("展会成交额达到500万元。", "产品成交额达到900万元。")], turn)
    add_task(paper, "开展专场活动", one)
    add_task(paper, "拓展市场", two)


@defect("LG05", tasks=True, projects=1)
def conversion(paper, chance, turn):
    add_task(paper, "开展技能培训", turn_of([
        "培训300人次，解决就业300人。", "培训待业青年120人，实现就业120人。", "组织技能培训260人次，带动260人上岗。",
        "培训农民工90人，90人取得证书并稳定就业。"], turn))


@defect("LG06", tasks=True, projects=1)
def coverage(paper, chance, turn):
    add_task(paper, "布设服务网点", turn_of(["在十二个乡镇建设7个服务网点。", "在9个街道设立5个便民网点。", "覆盖十个社区，建成网点6个。"], turn))


@defect("LG07", tasks=True, projects=1)
def sequence(paper, chance, turn):
    add_task(paper, "组织第三方验收", "9月底前完成验收1次。")
    number, name, target = paper.tasks[-1]
    paper.tasks[-1] = (turn_of([str(int(number) + 1), str(int(number) - 1), str(int(number) + 3)], turn), name, target)


@defect("UN04")
def person_times(paper, chance, turn):
    project, row = any_row(paper, chance, "数")
    name, value, unit = turn_of([("参训人数", "300", "人次"), ("补助发放户数", "120", "人"), ("志愿服务人次", "80", "人"), ("慰问家庭户数", "60", "人次"),
                                 ("受助学生人数", "90", "户")], turn)
    reword(row, name, "≥", value, unit)


@defect("UN05", ["central", "shanghai"])
def money_unit(paper, chance, turn):
    project, row = any_row(paper, chance, "成" if turn % 2 else "经社")
    if row is None:
        return False
    name, value = turn_of([("农产品销售收入", "320"), ("项目总成本", "20"), ("旅游综合收入", "800"), ("设备采购支出", "15")], turn)
    reword(row, name, "≥" if "收入" in name else "≤", value, "万")


@defect("UN06", tasks=True, projects=1)
def volume_value(paper, chance, turn):
    add_task(paper, "拓展销路", turn_of(["年销售额200万元，次年在原有销量基础上增长20%。", "产品销售收入达到160万元，销量比上年增加30万元。",
                                     "实现销量90万元，销售额再提高一成。"], turn))


@defect("EF03")
def macro(paper, chance, turn):
    project, row = any_row(paper, chance, "社经")
    if row is None:
        return False
    name, value = turn_of([("全区经济社会发展水平", "显著提升"), ("区域综合竞争力", "明显增强"), ("社会和谐稳定", "有效促进"), ("全市经济发展", "得到推动"),
                           ("地区国民经济增长", "有力带动"), ("城市整体形象", "大幅提升")], turn)
    reword(row, name, "定性", value, "")


@defect("EF04", tasks=True, projects=1)
def ambiguous_growth(paper, chance, turn):
    add_task(paper, "扩大规模", turn_of(["产值在上年基础上增长至120%以上。", "在原有客流基础上提高到150%。", "销售额比上年增加到130%以上。", "年产量在去年基础上提升至110%。"],
                                    turn))


@defect("TM02")
def year_end(paper, chance, turn):
    project, row = any_row(paper, chance, "时")
    name, value = turn_of([("项目完成时间", f"{project.year}年12月31日前"), ("工程完工时间", "12月底前"), ("任务完成时限", f"{project.year}年底前"),
                           ("资金使用完毕时间", "当年12月31日之前"), ("全部工作完成时间", f"{project.year}年内")], turn)
    reword(row, name, "定性", value, "")


@defect("TT03")
def missing_character(paper, chance, turn):
    project = chance.choice(paper.projects)
    project.goal = project.goal[:-1] + turn_of(["，使管护机制加健全。", "，进步提升服务水平。", "，使监测网络加完善。", "，让群众满度达到90%。", "，使工作流程加规范。"], turn)


@defect("TT04")
def wrong_character(paper, chance, turn):
    project = chance.choice(paper.projects)
    project.goal = project.goal[:-1] + turn_of(["，完成设备按装。", "，服务人数增涨10%。", "，修膳房屋两间。", "，做为年度重点任务。", "，按布署推进。", "，复盖全部乡镇。",
                                                "，防治大气幅射污染。", "，提高群众的极积性。"], turn)


@defect("TT06", tasks=True, projects=1)
def dangling(paper, chance, turn):
    add_task(paper, *turn_of([("扩大影响", "本次展会成交额达到60万元。"), ("发动群众", "该活动吸引2000人次参加。"), ("后续宣传", "上述赛事报道12篇。"),
                              ("总结评估", "此次论坛形成成果5项。")], turn))
